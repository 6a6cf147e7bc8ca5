import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { view } from '../../../../tests/support/form-stage';
import { VitalMarks } from './VitalMarks';

afterEach(cleanup);

describe('what is measured at a visit', () => {
  it('shows the body mass index as soon as height and weight are there, and no category without an age', () => {
    render(view(<VitalMarks visit={{ heightIn: 70, weightLb: 154.3 }} />, 'doctor'));
    expect(screen.getByText('BMI 22.1 kg/m²')).toBeTruthy();
  });

  it('shows nothing of what is only half typed', () => {
    render(
      view(<VitalMarks visit={{ heightIn: '5 f', weightLb: 154, vitals: { systolic: 190 } }} />, 'doctor'),
    );
    expect(screen.queryByText(/BMI|Blood pressure/)).toBeNull();
  });

  // Seen red with any number taken.
  it('shows nothing of what is refused', () => {
    const refused = [
      { heightIn: 115, weightLb: 600 },
      { heightIn: 70, weightLb: 0.1 },
      { heightIn: 20, weightLb: 900 },
    ];
    for (const visit of refused) render(view(<VitalMarks visit={visit} />, 'doctor'));
    expect(screen.queryByText(/BMI|Blood pressure/)).toBeNull();
  });
});
