import {
  ABCWidgetFactory,
  DocumentRegistry,
  DocumentWidget
} from '@jupyterlab/docregistry';
import type { TranslationBundle } from '@jupyterlab/translation';
import { listIcon, ToolbarButton } from '@jupyterlab/ui-components';
import type { Contents } from '@jupyterlab/services';
import { Message } from '@lumino/messaging';
import { ISignal, Signal } from '@lumino/signaling';
import { Panel, SplitPanel, Widget } from '@lumino/widgets';

import type { WorkbenchApi } from './api';
import { StandardView } from './document';
import { compareIcon, readingsIcon, standardIcon } from './icons';
import { LegendWidget } from './legend';
import type { IWorkbench } from './tokens';
import type { OutlineEntry, StandardPage } from './types.gen';

/** Name of the widget factory, in the layout that the lab keeps and in "Open With". */
export const READER_FACTORY = 'Standard';

/** Below this width, in CSS pixels, the outline is out of the way until it is asked for. */
const NARROW_WIDTH = 640;

/** Share of the width that the outline takes at first. */
const OUTLINE_SHARE = 0.24;

/** What the reader needs. */
export interface IReaderOptions {
  api: WorkbenchApi;
  contents: Contents.IManager;
  /** Open a file in the lab's text editor. */
  edit: (path: string) => void;
  workbench: IWorkbench;
  trans: TranslationBundle;
}

/** A standard with its outline at the side; shown anew whenever the file is saved. */
export class StandardReader extends SplitPanel {
  constructor(
    private readonly context: DocumentRegistry.Context,
    private readonly options: IReaderOptions
  ) {
    super({ orientation: 'horizontal' });
    this.addClass('jp-Workbench-reader');
    this._outline = new OutlineWidget(options.trans);
    this._outline.onChosen = entry => this._view.revealClause(entry);
    this._legend = new LegendWidget(options.trans);
    this._legend.onHiddenChanged = hidden => this._view.hideReadings(hidden);
    this._legend.hide();
    const text = new Panel();
    text.addClass('jp-Workbench-text');
    text.addWidget(this._view);
    text.addWidget(this._legend);
    this.addWidget(this._outline);
    this.addWidget(text);
    this._outline.hide();
    this._view.provisionChosen.connect(this._onProvisionChosen, this);
    void context.ready.then(() => this._read());
    context.fileChanged.connect(this._read, this);
    context.pathChanged.connect(this._read, this);
  }

  /** Show or hide the outline. */
  toggleOutline(): void {
    this._outlineWanted = this._outline.isHidden;
    this._placeOutline();
  }

  /** Whether what was read is marked. */
  get showsReadings(): boolean {
    return this._showsReadings;
  }

  /** What was read is marked now, or is not any more. */
  get readingsToggled(): ISignal<this, void> {
    return this._readingsToggled;
  }

  /** Mark what was read, or take the marks away. */
  toggleReadings(): void {
    this._showsReadings = !this._showsReadings;
    this._readingsToggled.emit();
    if (this._showsReadings) {
      void this._readReadings(this._abort.signal);
    } else {
      this._hideReadings();
    }
  }

  override dispose(): void {
    this._abort.abort();
    super.dispose();
  }

  protected override onAfterAttach(message: Message): void {
    super.onAfterAttach(message);
    this._view.node.addEventListener('scroll', this._onScroll, {
      passive: true
    });
  }

  protected override onBeforeDetach(message: Message): void {
    this._view.node.removeEventListener('scroll', this._onScroll);
    super.onBeforeDetach(message);
  }

  protected override onActivateRequest(): void {
    this._view.node.focus();
  }

  protected override onResize(message: Widget.ResizeMessage): void {
    super.onResize(message);
    this._placeOutline();
  }

  private _placeOutline(): void {
    const wanted =
      (this._outlineWanted ?? this.node.clientWidth >= NARROW_WIDTH) &&
      this._outline.entries.length > 0;
    if (wanted && this._outline.isHidden) {
      this._outline.show();
      this.setRelativeSizes([OUTLINE_SHARE, 1 - OUTLINE_SHARE]);
    }
    this._outline.setHidden(!wanted);
  }

  private async _read(): Promise<void> {
    this._abort.abort();
    const abort = (this._abort = new AbortController());
    try {
      const path = this.options.contents.localPath(this.context.path);
      const page = await this.options.api.standard(path, abort.signal);
      if (abort.signal.aborted) {
        return;
      }
      this._showPage(page);
      if (this._showsReadings) {
        await this._readReadings(abort.signal);
      }
    } catch (error) {
      if (!abort.signal.aborted) {
        this._showError((error as Error).message);
      }
    }
  }

  private async _readReadings(signal: AbortSignal): Promise<void> {
    const isWanted = () => this._showsReadings && !signal.aborted;
    try {
      const path = this.options.contents.localPath(this.context.path);
      const page = await this.options.api.readings(path, signal);
      if (isWanted()) {
        this._view.showReadings(page);
        this._legend.showPage(page);
        this._legend.show();
      }
    } catch (error) {
      if (isWanted()) {
        this._view.clearReadings();
        this._legend.showError((error as Error).message);
        this._legend.show();
      }
    }
  }

  private _hideReadings(): void {
    this._view.clearReadings();
    this._view.clearMarks();
    this._legend.hide();
    this._legend.clear();
  }

  private _onProvisionChosen(_: StandardView, id: string): void {
    if (this._showsReadings) {
      this._view.markProvision(id);
      this._legend.showNotes(id);
    }
  }

  private _showPage(page: StandardPage): void {
    this._view.showPage(page);
    this._outline.setEntries(page.outline);
    this._placeOutline();
    this._outline.setCurrent(this._view.currentClause(page.outline));
  }

  private _showError(message: string): void {
    const notice = document.createElement('div');
    notice.className = 'jp-Workbench-error';
    notice.setAttribute('role', 'alert');
    const text = document.createElement('p');
    text.textContent = message;
    const button = document.createElement('button');
    button.className = 'jp-mod-styled jp-mod-accept';
    button.textContent = this.options.trans.__('Open in the editor');
    button.addEventListener('click', () =>
      this.options.edit(this.context.path)
    );
    notice.append(text, button);
    this._hideReadings();
    this._view.node.replaceChildren(notice);
    this._outline.setEntries([]);
    this._placeOutline();
  }

  private readonly _onScroll = () => {
    this._outline.setCurrent(this._view.currentClause(this._outline.entries));
  };

  private readonly _outline: OutlineWidget;
  private readonly _view = new StandardView();
  private readonly _legend: LegendWidget;
  private readonly _readingsToggled = new Signal<this, void>(this);
  private _outlineWanted: boolean | null = null;
  private _showsReadings = false;
  private _abort = new AbortController();
}

/** The clauses of a standard as a list of links. */
class OutlineWidget extends Widget {
  constructor(trans: TranslationBundle) {
    super({ node: document.createElement('nav') });
    this.addClass('jp-Workbench-outline');
    this.node.setAttribute('aria-label', trans.__('Outline'));
  }

  onChosen: (entry: OutlineEntry) => void = () => undefined;

  get entries(): readonly OutlineEntry[] {
    return this._entries;
  }

  setEntries(entries: readonly OutlineEntry[]): void {
    this._entries = entries;
    this._buttons = entries.map(entry => this._makeButton(entry));
    this.node.replaceChildren(...this._buttons);
  }

  setCurrent(current: OutlineEntry | undefined): void {
    this._buttons.forEach((button, index) => {
      if (this._entries[index] !== current) {
        button.removeAttribute('aria-current');
      } else if (!button.hasAttribute('aria-current')) {
        button.setAttribute('aria-current', 'location');
        button.scrollIntoView({ block: 'nearest' });
      }
    });
  }

  private _makeButton(entry: OutlineEntry): HTMLButtonElement {
    const button = document.createElement('button');
    button.type = 'button';
    button.style.setProperty('--depth', String(entry.depth - 1));
    button.title = `${entry.number} ${entry.title}`.trim();
    const number = document.createElement('bdi');
    number.className = 'jp-Workbench-number';
    number.textContent = entry.number;
    const line = document.createElement('span');
    line.dir = 'auto';
    line.append(number, entry.title);
    button.append(line);
    button.addEventListener('click', () => this.onChosen(entry));
    return button;
  }

  private _entries: readonly OutlineEntry[] = [];
  private _buttons: HTMLButtonElement[] = [];
}

/** Makes readers for `*.sts.xml`. */
export class ReaderFactory extends ABCWidgetFactory<
  DocumentWidget<StandardReader>
> {
  constructor(
    options: DocumentRegistry.IWidgetFactoryOptions<
      DocumentWidget<StandardReader>
    >,
    private readonly readerOptions: IReaderOptions
  ) {
    super(options);
  }

  protected createNewWidget(
    context: DocumentRegistry.Context
  ): DocumentWidget<StandardReader> {
    const { trans, workbench } = this.readerOptions;
    const content = new StandardReader(context, this.readerOptions);
    const widget = new DocumentWidget({ content, context });
    widget.addClass('jp-Workbench-tab');
    widget.title.icon = standardIcon;
    widget.toolbar.addItem(
      'outline',
      new ToolbarButton({
        icon: listIcon,
        label: trans.__('Outline'),
        tooltip: trans.__('Show or hide the outline'),
        onClick: () => content.toggleOutline()
      })
    );
    const readings = new ToolbarButton({
      icon: readingsIcon,
      label: trans.__('Show what was read'),
      tooltip: trans.__(
        'Mark limits, conditions, verbal forms and standards as the workbench reads them'
      ),
      onClick: () => content.toggleReadings()
    });
    readings.addClass('jp-Workbench-tool-readings');
    content.readingsToggled.connect(() => {
      readings.pressed = content.showsReadings;
    });
    widget.toolbar.addItem('readings', readings);
    widget.toolbar.addItem(
      'compare',
      new ToolbarButton({
        icon: compareIcon,
        label: trans.__('Compare with another standard…'),
        onClick: () => workbench.chooseDocuments({ draft: context.localPath })
      })
    );
    return widget;
  }
}
