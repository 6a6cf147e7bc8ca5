import { IconAlertTriangle } from '@tabler/icons-react';
import { Banner, DefaultButton, Empty, Failure } from '../../kit/base';
import { saveFailureOf } from '../../kit/form';

type Props = { error: Error; onRetry: () => void; isBesideFigures?: boolean };

/** Why a report has no figures. What was asked may be too much, which is said in the words of the core. */
export function ReportFailure({ error, onRetry, isBesideFigures }: Props) {
  const failure = saveFailureOf(error);
  if (failure.kind !== 'invalid') return <Failure error={error} onRetry={onRetry} inline={isBesideFigures} />;
  const reasons = failure.issues.map(({ message }) => message).join(' ');
  const again = (
    <DefaultButton label="Try again" size={isBesideFigures ? 'small' : 'normal'} onClick={onRetry} />
  );
  if (isBesideFigures) {
    return (
      <Banner tone="danger" boxed action={again}>
        <strong>This cannot be counted.</strong> {reasons}
      </Banner>
    );
  }
  return (
    <div role="alert">
      <Empty icon={IconAlertTriangle} title="This cannot be counted" text={reasons} actions={again} />
    </div>
  );
}
