/** The little of Markdown that a summary holds, as elements: headings, strong lines, lists. */
export function Markdown({ text }: { readonly text: string }) {
  return (
    <div class="summary">
      {text.split('\n').map((line, at) => {
        if (line.startsWith('### ')) return <h4 key={at}>{line.slice(4)}</h4>;
        if (line.startsWith('**')) return <h5 key={at}>{line.replaceAll('**', '')}</h5>;
        if (line.startsWith('  - ')) return <p key={at} class="summary-item small soft">{line.slice(4)}</p>;
        if (line.startsWith('- ')) return <p key={at} class="summary-item">{line.slice(2)}</p>;
        return line === '' ? null : <p key={at}>{line}</p>;
      })}
    </div>
  );
}
