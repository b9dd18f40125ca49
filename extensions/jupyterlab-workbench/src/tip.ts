/** Space between a mark and its note, and between the note and the edge of the window, in CSS pixels. */
const DISTANCE = 6;

/** A note at a place of the page, shown while the pointer is there. */
export class Tip {
  constructor() {
    this._node.className = 'jp-Workbench-tip';
    this._node.setAttribute('role', 'tooltip');
    this._node.dir = 'auto';
  }

  /** Show a note under a box of the window, above it where there is no room. */
  show(note: string, box: DOMRect): void {
    this._node.textContent = note;
    document.body.append(this._node);
    const { width, height } = this._node.getBoundingClientRect();
    const left = Math.min(box.left, window.innerWidth - width - DISTANCE);
    const below = box.bottom + DISTANCE;
    const fits = below + height <= window.innerHeight;
    const top = fits ? below : box.top - DISTANCE - height;
    this._node.style.left = `${Math.max(DISTANCE, left)}px`;
    this._node.style.top = `${Math.max(DISTANCE, top)}px`;
  }

  hide(): void {
    this._node.remove();
  }

  private readonly _node = document.createElement('div');
}
