/** Copies what an element shows. Where the clipboard's own interface is refused, as in some webviews, by selecting it. */
export async function copyText(element: HTMLElement): Promise<boolean> {
  const text = element.textContent;
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const selection = getSelection();
    if (selection === null) return false;
    selection.selectAllChildren(element);
    // Deprecated, and the only way there is without the interface.
    return document.execCommand("copy");
  }
}
