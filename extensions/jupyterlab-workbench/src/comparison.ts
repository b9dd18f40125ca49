import { MainAreaWidget } from '@jupyterlab/apputils';
import {
  caretDownIcon,
  caretUpIcon,
  editIcon,
  refreshIcon,
  ToolbarButton
} from '@jupyterlab/ui-components';
import type { Contents } from '@jupyterlab/services';
import { Message, MessageLoop } from '@lumino/messaging';
import { Panel, SplitPanel, Widget } from '@lumino/widgets';

import { ChooserWidget, type IChooserOptions } from './chooser';
import type { IPlace, Side } from './correspondence';
import { StandardView } from './document';
import { FindingsWidget } from './findings';
import { compareIcon, swapIcon } from './icons';
import { LinkBar } from './linkbar';
import type { ComparisonModel, ISelection } from './model';
import type { ComparisonPage, Excerpt, StandardPage } from './types.gen';

/** Below this width, in CSS pixels, the findings stand above the documents. */
const MEDIUM_WIDTH = 900;

/** Below this width the documents stand above each other, too. */
const NARROW_WIDTH = 560;

/** Two documents beside each other and the findings; a form until the documents are chosen. */
export class ComparisonPanel extends Panel {
  constructor(
    private readonly options: IChooserOptions & { language: string }
  ) {
    super();
    this.addClass('jp-Workbench-comparison');
    this.title.icon = compareIcon;
    this.title.closable = true;
    this._panes = {
      draft: new DocumentPane(options.trans.__('Draft')),
      reference: new DocumentPane(options.trans.__('Reference'))
    };
    this._documents.addWidget(this._panes.draft);
    this._documents.addWidget(this._panes.reference);
    this._result.addClass('jp-Workbench-result');
    this._result.addWidget(
      new FindingsWidget(this.model, options.trans, options.language)
    );
    this._result.addWidget(this._documents);
    this._result.setRelativeSizes([28, 72]);
    this._chooser = new ChooserWidget(options);
    this.addWidget(this._chooser);
    this.addWidget(this._result);
    this._linkBar = new LinkBar({ model: this.model, trans: options.trans });
    this.addWidget(this._linkBar);
    for (const side of ['draft', 'reference'] as const) {
      this._panes[side].view.provisionChosen.connect((_, id) =>
        this.model.selectProvision(side, id)
      );
    }
    this.model.stateChanged.connect(this._onStateChanged, this);
    this.model.selectionChanged.connect(this._onSelectionChanged, this);
    this._onStateChanged();
  }

  get model(): ComparisonModel {
    return this.options.model;
  }

  override dispose(): void {
    this.model.dispose();
    super.dispose();
  }

  protected override onAfterShow(message: Message): void {
    super.onAfterShow(message);
    this._compareOnce();
  }

  protected override onAfterAttach(message: Message): void {
    super.onAfterAttach(message);
    if (this.isVisible) {
      this._compareOnce();
    }
  }

  protected override onActivateRequest(message: Message): void {
    super.onActivateRequest(message);
    this._focusFirst();
  }

  protected override onResize(message: Widget.ResizeMessage): void {
    super.onResize(message);
    const width = this.node.clientWidth;
    this._result.orientation = width < MEDIUM_WIDTH ? 'vertical' : 'horizontal';
    this._documents.orientation =
      width < NARROW_WIDTH ? 'vertical' : 'horizontal';
  }

  /** A restored tab compares when it is first looked at, not while the lab starts. */
  private _compareOnce(): void {
    if (!this._started && this.model.isComplete) {
      this._started = true;
      void this.model.compare();
    }
  }

  private _onStateChanged(): void {
    const { page, status, pair } = this.model;
    const trans = this.options.trans;
    this.title.label =
      page && status === 'ready'
        ? `${name(page.draft)} ↔ ${name(page.reference)}`
        : trans.__('Compare standards');
    this.title.caption = this.model.isComplete
      ? `${pair.draft} ↔ ${pair.reference}`
      : '';
    this._chooser.setHidden(status === 'ready');
    this._result.setHidden(status !== 'ready');
    this._linkBar.setHidden(status !== 'ready');
    if (page && status === 'ready' && page !== this._shown) {
      for (const side of ['draft', 'reference'] as const) {
        const pane = this._panes[side];
        // A decision or another purpose leaves the text as it is: the reader keeps the place.
        if (!isSame(page[side], this._shown?.[side])) {
          pane.showPage(page[side]);
        }
        pane.view.showSeverities(this.model.listing.severities(side));
      }
      this._shown = page;
      MessageLoop.sendMessage(this._result, Widget.ResizeMessage.UnknownSize);
      const focus = document.activeElement;
      if (
        focus === document.body ||
        (this.node.contains(focus) && !focus?.closest('.jp-Workbench-purpose'))
      ) {
        // What had the focus is hidden now; the list is there once React has drawn it.
        requestAnimationFrame(() => this._focusFirst());
      }
    }
  }

  private _focusFirst(): void {
    const first = this.node.querySelector<HTMLElement>(
      this.model.status === 'ready' ? '[role=option][tabindex="0"]' : 'input'
    );
    first?.focus({ preventScroll: true });
  }

  private _onSelectionChanged(
    _: ComparisonModel,
    selection: ISelection | null
  ): void {
    for (const side of ['draft', 'reference'] as const) {
      const place = selection?.[side];
      const excerpts =
        selection?.finding?.[
          side === 'draft' ? 'draft_evidence' : 'reference_evidence'
        ] ?? [];
      this._show(side, place, excerpts);
    }
  }

  private _show(
    side: Side,
    place: IPlace | undefined,
    excerpts: readonly Excerpt[]
  ): void {
    const view = this._panes[side].view;
    if (!place) {
      view.clearMarks();
    } else if (place.provisions.length) {
      view.mark(place.provisions, excerpts, id => this.model.textOf(side, id));
    } else {
      const trans = this.options.trans;
      view.markGap(
        place.gap,
        side === 'draft'
          ? trans.__('The reference has something here that the draft lacks.')
          : trans.__('The draft has something here that the reference lacks.')
      );
    }
  }

  private readonly _result = new SplitPanel({ orientation: 'horizontal' });
  private readonly _documents = new SplitPanel({ orientation: 'horizontal' });
  private readonly _panes: Record<Side, DocumentPane>;
  private readonly _chooser: ChooserWidget;
  private readonly _linkBar: LinkBar;
  private _started = false;
  private _shown: ComparisonPage | null = null;
}

/** One document under a line that says which. */
class DocumentPane extends Panel {
  constructor(private readonly role: string) {
    super();
    this.addClass('jp-Workbench-pane');
    this._head.addClass('jp-Workbench-paneHead');
    this.addWidget(this._head);
    this.addWidget(this.view);
  }

  readonly view = new StandardView();

  showPage(page: StandardPage): void {
    const role = document.createElement('span');
    role.className = 'jp-Workbench-role';
    role.textContent = this.role;
    const designation = document.createElement('strong');
    designation.textContent = page.designation;
    const title = document.createElement('span');
    title.className = 'jp-Workbench-paneTitle';
    title.lang = page.language;
    title.dir = 'auto';
    title.textContent = page.title;
    this._head.node.title = page.path;
    this._head.node.replaceChildren(role, designation, title);
    if (page.revision) {
      const revision = document.createElement('code');
      revision.textContent = `@${page.revision}`;
      designation.after(revision);
    }
    this.view.showPage(page);
  }

  private readonly _head = new Widget();
}

function isSame(page: StandardPage, shown: StandardPage | undefined): boolean {
  return (
    page.path === shown?.path &&
    page.designation === shown.designation &&
    page.title === shown.title &&
    page.html === shown.html
  );
}

function name(page: StandardPage): string {
  const designation = page.designation || page.title || page.path;
  return page.revision ? `${designation}@${page.revision}` : designation;
}

/** A tab with a comparison and the buttons above it. */
export class ComparisonTab extends MainAreaWidget<ComparisonPanel> {
  constructor(options: IChooserOptions & { language: string }) {
    super({ content: new ComparisonPanel(options) });
    this.contents = options.documentManager.services.contents;
    this.contents.fileChanged.connect(this._onFileChanged, this);
    this.addClass('jp-Workbench-tab');
    const { model, trans } = options;
    const buttons: [string, ToolbarButton][] = [
      [
        'choose',
        new ToolbarButton({
          icon: editIcon,
          label: trans.__('Other documents'),
          tooltip: trans.__('Choose other documents to compare'),
          onClick: () => model.choose()
        })
      ],
      [
        'swap',
        new ToolbarButton({
          icon: swapIcon,
          label: trans.__('Swap'),
          tooltip: trans.__('Swap draft and reference'),
          onClick: () => void model.swap()
        })
      ],
      [
        'compare',
        new ToolbarButton({
          icon: refreshIcon,
          label: trans.__('Compare again'),
          tooltip: trans.__('Read both files again and compare'),
          onClick: () => void model.compare()
        })
      ],
      [
        'previous',
        new ToolbarButton({
          icon: caretUpIcon,
          tooltip: trans.__('Previous finding (Shift+F8)'),
          onClick: () => model.selectNext(-1)
        })
      ],
      [
        'next',
        new ToolbarButton({
          icon: caretDownIcon,
          tooltip: trans.__('Next finding (F8)'),
          onClick: () => model.selectNext(1)
        })
      ]
    ];
    for (const [name, button] of buttons) {
      button.addClass(`jp-Workbench-tool-${name}`);
      this.toolbar.addItem(name, button);
    }
    const update = () => {
      this.toolbar.setHidden(model.status !== 'ready');
      this.toggleClass('jp-mod-stale', model.isStale);
    };
    model.stateChanged.connect(update);
    update();
  }

  override dispose(): void {
    this.contents.fileChanged.disconnect(this._onFileChanged, this);
    super.dispose();
  }

  private _onFileChanged(_: unknown, change: Contents.IChangedArgs): void {
    const path = change.newValue?.path;
    if (change.type === 'save' && path) {
      this.content.model.fileSaved(this.contents.localPath(path));
    }
  }

  private readonly contents: Contents.IManager;
}
