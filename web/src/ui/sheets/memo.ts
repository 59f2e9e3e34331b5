/** A component that draws again only when a property is another; Preact keeps its own in preact/compat. */
import { Component, h, type FunctionComponent } from 'preact';

export function memo<P extends object>(draw: FunctionComponent<P>): FunctionComponent<P> {
  class Memo extends Component<P> {
    override shouldComponentUpdate(next: Readonly<P>): boolean {
      const before: Readonly<P> = this.props;
      return (Object.keys(next) as (keyof P)[]).some((key) => key !== 'children' && next[key] !== before[key]);
    }
    override render() {
      return h(draw, this.props);
    }
  }
  return (props) => h(Memo, props);
}
