import { codeSystems } from '../../../shared/schema';
import { codeTable } from './code-table';

/** The notice that the licence of LOINC wants beside its codes (https://loinc.org/license); shown with every result. */
const loincNotice =
  'This material contains content from LOINC (http://loinc.org). LOINC is copyright © Regenstrief Institute, Inc. and ' +
  'the Logical Observation Identifiers Names and Codes (LOINC) Committee and is available at no cost under the license ' +
  'at http://loinc.org/license. LOINC® is a registered United States trademark of Regenstrief Institute, Inc.';

/**
 * What a clinic measures and what its laboratory most often sends, by the long common names of LOINC, unchanged as its
 * licence demands. All of LOINC (100,000 terms) is for a file that the clinic brings.
 */
export const loinc = codeTable({
  system: codeSystems.loinc.uri,
  edition: 'LOINC, the codes that Clinic Desk uses',
  notice: loincNotice,
  codes: {
    // Vital signs and what devices record.
    '85353-1': 'Vital signs, weight, height, head circumference, oxygen saturation and BMI panel',
    '85354-9': 'Blood pressure panel with all children optional',
    '8480-6': 'Systolic blood pressure',
    '8462-4': 'Diastolic blood pressure',
    '8867-4': 'Heart rate',
    '9279-1': 'Respiratory rate',
    '8310-5': 'Body temperature',
    '8302-2': 'Body height',
    '29463-7': 'Body weight',
    '39156-5': 'Body mass index (BMI) [Ratio]',
    '9843-4': 'Head Occipital-frontal circumference',
    '8280-0': 'Waist Circumference at umbilicus by Tape measure',
    '2708-6': 'Oxygen saturation in Arterial blood',
    '59408-5': 'Oxygen saturation in Arterial blood by Pulse oximetry',
    '55423-8': 'Number of steps in unspecified time Pedometer',
    '41950-7': 'Number of steps in 24 hour Measured',
    '72514-3': 'Pain severity - 0-10 verbal numeric rating [Score] - Reported',
    '72166-2': 'Tobacco smoking status',
    // Sugar.
    '2339-0': 'Glucose [Mass/volume] in Blood',
    '2345-7': 'Glucose [Mass/volume] in Serum or Plasma',
    '1558-6': 'Fasting glucose [Mass/volume] in Serum or Plasma',
    '41653-7': 'Glucose [Mass/volume] in Capillary blood by Glucometer',
    '15074-8': 'Glucose [Moles/volume] in Blood',
    '14749-6': 'Glucose [Moles/volume] in Serum or Plasma',
    '4548-4': 'Hemoglobin A1c/Hemoglobin.total in Blood',
    '59261-8': 'Hemoglobin A1c/Hemoglobin.total in Blood by IFCC protocol',
    // Blood count.
    '6690-2': 'Leukocytes [#/volume] in Blood by Automated count',
    '789-8': 'Erythrocytes [#/volume] in Blood by Automated count',
    '718-7': 'Hemoglobin [Mass/volume] in Blood',
    '4544-3': 'Hematocrit [Volume Fraction] of Blood by Automated count',
    '787-2': 'MCV [Entitic mean volume] in Red Blood Cells by Automated count',
    '777-3': 'Platelets [#/volume] in Blood by Automated count',
    '4537-7': 'Erythrocyte sedimentation rate by Westergren method',
    '1988-5': 'C reactive protein [Mass/volume] in Serum or Plasma',
    '2276-4': 'Ferritin [Mass/volume] in Serum or Plasma',
    '6301-6': 'INR in Platelet poor plasma by Coagulation assay',
    // Salts, kidneys, liver.
    '2951-2': 'Sodium [Moles/volume] in Serum or Plasma',
    '2823-3': 'Potassium [Moles/volume] in Serum or Plasma',
    '2075-0': 'Chloride [Moles/volume] in Serum or Plasma',
    '17861-6': 'Calcium [Mass/volume] in Serum or Plasma',
    '2160-0': 'Creatinine [Mass/volume] in Serum or Plasma',
    '3094-0': 'Urea nitrogen [Mass/volume] in Serum or Plasma',
    '3084-1': 'Urate [Mass/volume] in Serum or Plasma',
    '14959-1': 'Microalbumin/Creatinine [Mass Ratio] in Urine',
    '1742-6': 'Alanine aminotransferase [Enzymatic activity/volume] in Serum or Plasma',
    '1920-8': 'Aspartate aminotransferase [Enzymatic activity/volume] in Serum or Plasma',
    '6768-6': 'Alkaline phosphatase [Enzymatic activity/volume] in Serum or Plasma',
    '2324-2': 'Gamma glutamyl transferase [Enzymatic activity/volume] in Serum or Plasma',
    '1975-2': 'Bilirubin.total [Mass/volume] in Serum or Plasma',
    '1751-7': 'Albumin [Mass/volume] in Serum or Plasma',
    // Fats.
    '2093-3': 'Cholesterol [Mass/volume] in Serum or Plasma',
    '2085-9': 'Cholesterol in HDL [Mass/volume] in Serum or Plasma',
    '13457-7': 'Cholesterol in LDL [Mass/volume] in Serum or Plasma by calculation',
    '2571-8': 'Triglyceride [Mass/volume] in Serum or Plasma',
    // Others.
    '3016-3': 'Thyrotropin [Units/volume] in Serum or Plasma',
    '3024-7': 'Thyroxine (T4) free [Mass/volume] in Serum or Plasma',
    '2132-9': 'Cobalamin (Vitamin B12) [Mass/volume] in Serum or Plasma',
    '2857-1': 'Prostate specific Ag [Mass/volume] in Serum or Plasma',
    '2106-3': 'Choriogonadotropin (pregnancy test) [Presence] in Urine',
    '5811-5': 'Specific gravity of Urine by Test strip',
    '5803-2': 'pH of Urine by Test strip',
  },
});
