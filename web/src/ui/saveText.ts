/** Hand a text to the person as a file; it is sent nowhere. */
export function saveText(text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/markdown' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `flipover-${new Date().toISOString().slice(0, 10)}.md`;
  link.click();
  // The download has taken its own hold of the bytes by then.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
