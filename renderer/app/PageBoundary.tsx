import { IconAlertTriangle } from '@tabler/icons-react';
import { Component, type ReactNode } from 'react';
import { DefaultButton, Empty } from '../kit/base';

type Props = { children: ReactNode };
type State = { hasFailed: boolean };

/** A page that breaks is told so in its place, and the rest of the desk goes on. */
export class PageBoundary extends Component<Props, State> {
  override state: State = { hasFailed: false };

  static getDerivedStateFromError(): State {
    return { hasFailed: true };
  }

  override componentDidCatch(error: unknown): void {
    // For the developer tools and the log of the desktop window; messages of ours hold no patient data.
    console.error('A page could not be shown:', error);
  }

  override render(): ReactNode {
    if (!this.state.hasFailed) return this.props.children;
    return (
      <div role="alert">
        <Empty
          icon={IconAlertTriangle}
          title="This page could not be shown"
          text="Clinic Desk may have been updated since this window was opened. Load it again; what you typed is kept on this computer."
          actions={<DefaultButton label="Load again" onClick={() => window.location.reload()} />}
        />
      </div>
    );
  }
}
