import { codeSystems } from '../../../shared/schema';
import { codeTable } from './code-table';

/** The notice that the licence of UCUM wants beside its codes; shown with every result. */
export const ucumNotice =
  'This product includes a portion of the UCUM codes, subject to a license from Regenstrief Institute, Inc. and The ' +
  'UCUM Organization, available at http://unitsofmeasure.org. The UCUM codes are copyright © Regenstrief Institute, ' +
  'Inc. and the Unified Codes for Units of Measures (UCUM) Organization. All rights reserved. They are provided “as is”.';

/**
 * The units that a clinic uses, by their case-sensitive UCUM codes, each as it is printed and in words. Every code was
 * held against the validator of the National Library of Medicine (@lhncbc/ucum-lhc 7.1.10), which `codes.convert` uses.
 */
export const ucum = codeTable({
  system: codeSystems.ucum.uri,
  edition: 'UCUM, the units that Clinic Desk uses',
  notice: ucumNotice,
  codes: {
    '%': '% (percent)',
    '1': 'One (no unit)',
    // Size and weight.
    m: 'm (metre)',
    cm: 'cm (centimetre)',
    mm: 'mm (millimetre)',
    um: 'µm (micrometre)',
    '[in_i]': 'in (inch)',
    '[ft_i]': 'ft (foot)',
    kg: 'kg (kilogram)',
    g: 'g (gram)',
    mg: 'mg (milligram)',
    ug: 'µg (microgram)',
    ng: 'ng (nanogram)',
    '[lb_av]': 'lb (pound)',
    '[oz_av]': 'oz (ounce)',
    'kg/m2': 'kg/m² (body mass index)',
    m2: 'm² (square metre)',
    // Vital signs.
    'mm[Hg]': 'mmHg (millimetre of mercury)',
    kPa: 'kPa (kilopascal)',
    '/min': '/min (per minute)',
    '{beats}/min': 'beats/min (beats per minute)',
    '{breaths}/min': 'breaths/min (breaths per minute)',
    Cel: '°C (degree Celsius)',
    '[degF]': '°F (degree Fahrenheit)',
    '{steps}': 'Steps',
    '{score}': 'Score',
    // Time.
    s: 's (second)',
    ms: 'ms (millisecond)',
    min: 'min (minute)',
    h: 'h (hour)',
    d: 'd (day)',
    wk: 'wk (week)',
    mo: 'mo (month)',
    a: 'a (year)',
    // Volume and flow.
    L: 'L (litre)',
    dL: 'dL (decilitre)',
    mL: 'mL (millilitre)',
    fL: 'fL (femtolitre)',
    'L/min': 'L/min (litre per minute)',
    'mL/h': 'mL/h (millilitre per hour)',
    'mL/min': 'mL/min (millilitre per minute)',
    'mL/min/{1.73_m2}': 'mL/min/1.73 m² (millilitre per minute per 1.73 square metre)',
    // Concentration.
    'mg/dL': 'mg/dL (milligram per decilitre)',
    'g/dL': 'g/dL (gram per decilitre)',
    'g/L': 'g/L (gram per litre)',
    'mg/L': 'mg/L (milligram per litre)',
    'ug/dL': 'µg/dL (microgram per decilitre)',
    'ug/L': 'µg/L (microgram per litre)',
    'ng/mL': 'ng/mL (nanogram per millilitre)',
    'ng/dL': 'ng/dL (nanogram per decilitre)',
    'pg/mL': 'pg/mL (picogram per millilitre)',
    'mg/g': 'mg/g (milligram per gram)',
    'mmol/L': 'mmol/L (millimole per litre)',
    'umol/L': 'µmol/L (micromole per litre)',
    'nmol/L': 'nmol/L (nanomole per litre)',
    'pmol/L': 'pmol/L (picomole per litre)',
    'mmol/mol': 'mmol/mol (millimole per mole)',
    'meq/L': 'mEq/L (milliequivalent per litre)',
    'U/L': 'U/L (unit per litre)',
    '[IU]': 'IU (international unit)',
    '[IU]/L': 'IU/L (international unit per litre)',
    'm[IU]/L': 'mIU/L (milli-international unit per litre)',
    'u[IU]/mL': 'µIU/mL (micro-international unit per millilitre)',
    '10*3/uL': '10³/µL (thousand per microlitre)',
    '10*6/uL': '10⁶/µL (million per microlitre)',
    '10*9/L': '10⁹/L (billion per litre)',
    '10*12/L': '10¹²/L (trillion per litre)',
    'mm/h': 'mm/h (millimetre per hour)',
    // Dose.
    'mg/kg': 'mg/kg (milligram per kilogram)',
    'ug/kg': 'µg/kg (microgram per kilogram)',
    'mg/d': 'mg/d (milligram per day)',
    '{tbl}': 'Tablet',
    '[drp]': 'Drop',
    '[IU]/d': 'IU/d (international unit per day)',
    kcal: 'kcal (kilocalorie)',
  },
});
