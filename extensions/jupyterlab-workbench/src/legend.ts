import type { TranslationBundle } from '@jupyterlab/translation';
import { Widget } from '@lumino/widgets';

import type { ReadingKind } from './readings';
import type { LegendEntry, ReadingsPage } from './types.gen';

/**
 * The kinds of what was read, to be hidden and shown, and what was understood of the provision at which
 * the reader is.
 */
export class LegendWidget extends Widget {
  constructor(private readonly trans: TranslationBundle) {
    super();
    this.addClass('jp-Workbench-legend');
    this._kinds.className = 'jp-Workbench-kinds';
    this._kinds.setAttribute('role', 'group');
    this._kinds.setAttribute('aria-label', trans.__('What was read'));
    this._notes.className = 'jp-Workbench-notes';
    this._notes.setAttribute('role', 'status');
    this.node.append(this._kinds, this._notes);
    this.clear();
  }

  onHiddenChanged: (hidden: ReadonlySet<ReadingKind>) => void = () => undefined;

  /** Show the kinds and how to come by the notes. */
  showPage(page: ReadingsPage): void {
    this._page = page;
    this._kinds.replaceChildren(
      ...page.legend.map(entry => this._makeButton(entry))
    );
    this._notes.replaceChildren(
      this.trans.__(
        'Point at a mark to see what was understood. A click on a provision, or Alt+↑ and Alt+↓, tells it here.'
      )
    );
  }

  /** Tell what was understood of a provision. */
  showNotes(provision: string): void {
    const marks = (this._page?.marks ?? []).filter(
      mark => mark.provision === provision && !this._hidden.has(mark.kind)
    );
    const notes = marks.map(mark => {
      const note = document.createElement('span');
      note.className = `jp-Workbench-note jp-mod-${mark.kind}`;
      note.dir = 'auto';
      note.textContent = mark.note;
      return note;
    });
    this._notes.replaceChildren(
      ...(notes.length ? notes : [this.trans.__('Nothing was read here.')])
    );
  }

  /** Tell why nothing can be marked. */
  showError(message: string): void {
    this.clear();
    const notice = document.createElement('p');
    notice.className = 'jp-Workbench-error';
    notice.setAttribute('role', 'alert');
    notice.textContent = message;
    this._notes.replaceChildren(notice);
  }

  clear(): void {
    this._page = null;
    this._kinds.replaceChildren();
    this._notes.replaceChildren();
  }

  private _makeButton({ kind, name, count }: LegendEntry): HTMLButtonElement {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = `jp-Workbench-kind jp-mod-${kind}`;
    button.disabled = !count;
    button.setAttribute('aria-pressed', String(!this._hidden.has(kind)));
    const swatch = document.createElement('span');
    swatch.className = 'jp-Workbench-swatch';
    swatch.setAttribute('aria-hidden', 'true');
    const number = document.createElement('span');
    number.className = 'jp-Workbench-count';
    number.textContent = String(count);
    button.append(swatch, name, ' ', number);
    button.addEventListener('click', () => {
      if (!this._hidden.delete(kind)) {
        this._hidden.add(kind);
      }
      button.setAttribute('aria-pressed', String(!this._hidden.has(kind)));
      this.onHiddenChanged(new Set(this._hidden));
    });
    return button;
  }

  private readonly _kinds = document.createElement('div');
  private readonly _notes = document.createElement('div');
  private readonly _hidden = new Set<ReadingKind>();
  private _page: ReadingsPage | null = null;
}
