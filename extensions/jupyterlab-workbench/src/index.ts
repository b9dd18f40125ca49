import {
  ILayoutRestorer,
  IRouter,
  type JupyterFrontEnd,
  type JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ICommandPalette, WidgetTracker } from '@jupyterlab/apputils';
import { PathExt } from '@jupyterlab/coreutils';
import { IDocumentManager } from '@jupyterlab/docmanager';
import type { DocumentWidget } from '@jupyterlab/docregistry';
import { IFileBrowserFactory } from '@jupyterlab/filebrowser';
import { ILauncher } from '@jupyterlab/launcher';
import {
  ITranslator,
  nullTranslator,
  type TranslationBundle
} from '@jupyterlab/translation';

import { WorkbenchApi } from './api';
import { chooseStandard } from './chooser';
import { ComparisonTab } from './comparison';
import { compareIcon, readingsIcon, standardIcon } from './icons';
import { ComparisonModel } from './model';
import { ReaderFactory, READER_FACTORY, type StandardReader } from './reader';
import { IWorkbench, type IDocumentPair } from './tokens';

export * from './tokens';

const DOMAIN = 'jupyterlab_workbench';
const FILE_TYPE = 'sts-standard';

/** The file browser's command that shows a folder. */
const GO_TO_PATH = 'filebrowser:go-to-path';

/** Pattern of the addresses that open a comparison: `lab?workbench-compare=DRAFT|REFERENCE`. */
const DEEP_LINK = /[?&]workbench-compare=/;

namespace CommandIDs {
  /** Compare `draft` with `reference`; asks for what is not named in the arguments. */
  export const compare = 'jupyterlab-workbench:compare';
  /** Compare what is selected in the file browser. */
  export const compareSelected = 'jupyterlab-workbench:compare-selected';
  /** Open the comparison that the address names. */
  export const openAddress = 'jupyterlab-workbench:open-address';
  export const nextFinding = 'jupyterlab-workbench:next-finding';
  export const previousFinding = 'jupyterlab-workbench:previous-finding';
  /** Mark what was read in the standard that is read at the moment, or take the marks away. */
  export const toggleReadings = 'jupyterlab-workbench:toggle-readings';
}

function makeApi(translator: ITranslator, trans: TranslationBundle) {
  return new WorkbenchApi(
    translator.languageCode,
    trans.__(
      'The workbench on the server does not answer. Check that JupyterLab still runs and that its server extension workbench.jupyter is enabled.'
    )
  );
}

const comparisons: JupyterFrontEndPlugin<IWorkbench> = {
  id: 'jupyterlab-workbench:comparisons',
  description: 'Compares two standards and shows both with the findings.',
  autoStart: true,
  provides: IWorkbench,
  requires: [IDocumentManager],
  optional: [
    ITranslator,
    ILayoutRestorer,
    ICommandPalette,
    IFileBrowserFactory,
    ILauncher,
    IRouter
  ],
  activate: (
    app: JupyterFrontEnd,
    documentManager: IDocumentManager,
    labTranslator: ITranslator | null,
    restorer: ILayoutRestorer | null,
    palette: ICommandPalette | null,
    fileBrowsers: IFileBrowserFactory | null,
    launcher: ILauncher | null,
    router: IRouter | null
  ): IWorkbench => {
    const translator = labTranslator ?? nullTranslator;
    const trans = translator.load(DOMAIN);
    const api = makeApi(translator, trans);
    const language = translator.languageCode.startsWith('zh') ? 'zh' : 'en';
    const { commands, shell } = app;
    const tracker = new WidgetTracker<ComparisonTab>({
      namespace: 'jupyterlab-workbench'
    });

    const open = (pair: Partial<IDocumentPair>): ComparisonTab => {
      const tab = new ComparisonTab({
        model: new ComparisonModel(api, pair),
        documentManager,
        translator,
        trans,
        language
      });
      tab.id = `jupyterlab-workbench-${++tabsMade}`;
      tab.content.model.stateChanged.connect(() => void tracker.save(tab));
      void tracker.add(tab);
      shell.add(tab, 'main');
      shell.activateById(tab.id);
      return tab;
    };

    const workbench: IWorkbench = {
      compare: pair => {
        const known = tracker.find(
          ({ content: { model } }) =>
            model.pair.draft === pair.draft &&
            model.pair.reference === pair.reference
        );
        if (known) {
          shell.activateById(known.id);
        } else {
          open(pair);
        }
      },
      chooseDocuments: known => {
        const { model } = open(known ?? {}).content;
        const isHalfKnown = Boolean(known?.draft) !== Boolean(known?.reference);
        if (isHalfKnown) {
          void completePair(model);
        }
      }
    };

    const completePair = async (model: ComparisonModel) => {
      const side = model.pair.draft ? 'reference' : 'draft';
      const options = { model, documentManager, translator, trans };
      const path = await chooseStandard(options, side);
      if (path) {
        model.setPair({ [side]: path });
        await model.compare();
      }
    };

    commands.addCommand(CommandIDs.compare, {
      label: args =>
        args.isLauncher
          ? trans.__('Compare standards')
          : trans.__('Compare with another standard…'),
      caption: trans.__(
        'Align two standards across languages and list where they diverge'
      ),
      icon: compareIcon,
      execute: args => {
        const { draft, reference } = args as Partial<IDocumentPair>;
        if (draft && reference) {
          workbench.compare({ draft, reference });
        } else {
          workbench.chooseDocuments({
            draft: draft ?? currentStandard(),
            reference
          });
        }
      }
    });

    /** Path of the standard that is read at the moment, if one is. */
    const currentStandard = (): string | undefined => {
      const widget = shell.currentWidget;
      const context = widget && documentManager.contextForWidget(widget);
      return context?.localPath.endsWith('.sts.xml')
        ? context.localPath
        : undefined;
    };

    const selectedStandards = (): string[] =>
      [...(fileBrowsers?.tracker.currentWidget?.selectedItems() ?? [])]
        .filter(item => item.name.endsWith('.sts.xml'))
        .map(item => app.serviceManager.contents.localPath(item.path));

    commands.addCommand(CommandIDs.compareSelected, {
      label: () =>
        selectedStandards().length === 2
          ? trans.__('Compare the two standards')
          : trans.__('Compare with another standard…'),
      icon: compareIcon,
      isVisible: () => [1, 2].includes(selectedStandards().length),
      execute: () => {
        const [draft, reference] = selectedStandards();
        return commands.execute(CommandIDs.compare, {
          draft,
          ...(reference && { reference })
        });
      }
    });
    app.contextMenu.addItem({
      command: CommandIDs.compareSelected,
      selector: `.jp-DirListing-item[data-file-type="${FILE_TYPE}"]`,
      rank: 3
    });

    addSteps(app, tracker, trans);
    palette?.addItem({
      command: CommandIDs.compare,
      category: trans.__('Standards')
    });
    launcher?.add({
      command: CommandIDs.compare,
      args: { isLauncher: true },
      category: trans.__('Standards'),
      rank: 1
    });
    void restorer?.restore(tracker, {
      command: CommandIDs.compare,
      args: ({ content: { model } }) => ({ ...model.pair }),
      name: ({ content: { model } }) =>
        `${model.pair.draft}|${model.pair.reference}`
    });
    if (router) {
      addDeepLink(app, router, workbench);
    }
    return workbench;
  }
};

/** Commands and keys with which one goes from finding to finding. */
function addSteps(
  app: JupyterFrontEnd,
  tracker: WidgetTracker<ComparisonTab>,
  trans: TranslationBundle
): void {
  const add = (id: string, label: string, keys: string, step: 1 | -1) => {
    app.commands.addCommand(id, {
      label,
      isEnabled: () => tracker.currentWidget?.content.model.status === 'ready',
      execute: () => tracker.currentWidget?.content.model.selectNext(step)
    });
    app.commands.addKeyBinding({
      command: id,
      keys: [keys],
      selector: '.jp-Workbench-comparison'
    });
  };
  add(CommandIDs.nextFinding, trans.__('Next finding'), 'F8', 1);
  add(CommandIDs.previousFinding, trans.__('Previous finding'), 'Shift F8', -1);
}

/**
 * Open the comparison that the lab's address names, take it out of the address, and show the draft's
 * folder.
 *
 * The address may go on to name a file (`lab/tree/drafts/cup.sts.xml?workbench-compare=...`). The lab would
 * open that file some time later, on top of the comparison; so routing stops here.
 */
function addDeepLink(
  app: JupyterFrontEnd,
  router: IRouter,
  workbench: IWorkbench
): void {
  app.commands.addCommand(CommandIDs.openAddress, {
    execute: args => {
      const { path = '', search = '' } = args as unknown as IRouter.ILocation;
      const query = new URLSearchParams(search);
      const [draft, reference] = (query.get('workbench-compare') ?? '').split(
        '|'
      );
      query.delete('workbench-compare');
      const rest = query.size ? `?${query}` : '';
      router.navigate(`${path}${rest}`, { skipRouting: true });
      if (!draft || !reference) {
        return;
      }
      void app.restored.then(async () => {
        workbench.compare({ draft, reference });
        const folder = PathExt.dirname(draft);
        if (app.commands.hasCommand(GO_TO_PATH)) {
          await app.commands.execute(GO_TO_PATH, { path: folder });
        }
      });
      return router.stop;
    }
  });
  router.register({
    command: CommandIDs.openAddress,
    pattern: DEEP_LINK,
    // After "reset", before "tree".
    rank: 90
  });
}

const reader: JupyterFrontEndPlugin<void> = {
  id: 'jupyterlab-workbench:reader',
  description: 'Shows *.sts.xml as a person reads a standard.',
  autoStart: true,
  requires: [IWorkbench],
  optional: [ITranslator, ILayoutRestorer, ICommandPalette],
  activate: (
    app: JupyterFrontEnd,
    workbench: IWorkbench,
    labTranslator: ITranslator | null,
    restorer: ILayoutRestorer | null,
    palette: ICommandPalette | null
  ) => {
    const translator = labTranslator ?? nullTranslator;
    const trans = translator.load(DOMAIN);
    app.docRegistry.addFileType({
      name: FILE_TYPE,
      displayName: trans.__('Standard (STS)'),
      extensions: ['.sts.xml'],
      mimeTypes: ['application/xml'],
      contentType: 'file',
      fileFormat: 'text',
      icon: standardIcon
    });
    const factory = new ReaderFactory(
      {
        name: READER_FACTORY,
        label: trans.__('Standard'),
        fileTypes: [FILE_TYPE],
        defaultFor: [FILE_TYPE],
        readOnly: true,
        translator
      },
      {
        api: makeApi(translator, trans),
        contents: app.serviceManager.contents,
        edit: path =>
          void app.commands.execute('docmanager:open', {
            path,
            factory: 'Editor'
          }),
        workbench,
        trans
      }
    );
    app.docRegistry.addWidgetFactory(factory);
    const tracker = new WidgetTracker<DocumentWidget<StandardReader>>({
      namespace: 'jupyterlab-workbench-reader'
    });
    factory.widgetCreated.connect((_, widget) => {
      widget.context.pathChanged.connect(() => void tracker.save(widget));
      widget.content.readingsToggled.connect(() =>
        app.commands.notifyCommandChanged(CommandIDs.toggleReadings)
      );
      void tracker.add(widget);
    });
    const current = () =>
      tracker.currentWidget === app.shell.currentWidget
        ? tracker.currentWidget?.content
        : undefined;
    app.commands.addCommand(CommandIDs.toggleReadings, {
      label: trans.__('Show what was read'),
      icon: readingsIcon,
      isEnabled: () => current() !== undefined,
      isToggled: () => current()?.showsReadings ?? false,
      execute: () => current()?.toggleReadings()
    });
    palette?.addItem({
      command: CommandIDs.toggleReadings,
      category: trans.__('Standards')
    });
    void restorer?.restore(tracker, {
      command: 'docmanager:open',
      args: widget => ({ path: widget.context.path, factory: READER_FACTORY }),
      name: widget => widget.context.path
    });
  }
};

let tabsMade = 0;

export default [comparisons, reader];
