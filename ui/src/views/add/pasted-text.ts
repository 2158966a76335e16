/** The text that is being pasted or dropped; null where it is none. */
export function textOf(event: ClipboardEvent | DragEvent): string | null {
  const data = "clipboardData" in event ? event.clipboardData : event.dataTransfer;
  const text = data?.getData("text/plain") ?? "";
  return text === "" ? null : text;
}
