import { Component, type ReactNode } from 'react';

interface ErrorBoundaryProps {
  /** What stands there instead; `retry` draws it once more. */
  renderFallback: (retry: () => void) => ReactNode;
  children: ReactNode;
}

/** Shows something else in place of what could not be drawn. React offers this as a class only. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    return this.state.failed ? this.props.renderFallback(() => this.setState({ failed: false })) : this.props.children;
  }
}
