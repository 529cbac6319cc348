/** Says short sentences to screen readers without moving the focus. */

/** The element stands at the end of the body and is seen by nobody. */
export function createAnnouncer(): (text: string) => void {
  const region = document.createElement('div');
  region.className = 'only-spoken';
  region.setAttribute('role', 'status');
  region.setAttribute('aria-live', 'polite');
  document.body.append(region);
  return (text) => {
    region.textContent = text;
  };
}
