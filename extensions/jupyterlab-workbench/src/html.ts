import { Sanitizer } from '@jupyterlab/apputils';

const HTML_TAGS =
  'a abbr aside b bdi bdo blockquote br caption cite code col colgroup dd del dfn div dl dt em figcaption ' +
  'figure footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li mark ol p pre q rp rt ruby s samp section ' +
  'small span strong sub sup table tbody td tfoot th thead tr u ul var wbr article nav';

const MATHML_TAGS =
  'math maction menclose merror mfenced mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts ' +
  'mroot mrow ms mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover none semantics';

const ATTRIBUTES = {
  // Not data-*: the lab runs commands that stand in data-commandlinker attributes.
  '*': [
    'class',
    'dir',
    'id',
    'lang',
    'role',
    'title',
    'aria-*',
    'data-provision',
    'data-clause'
  ],
  a: ['href'],
  col: ['span'],
  colgroup: ['span'],
  img: ['alt', 'height', 'src', 'width'],
  li: ['value'],
  ol: ['start', 'type', 'reversed'],
  td: ['colspan', 'rowspan', 'headers', 'align', 'valign'],
  th: ['colspan', 'rowspan', 'headers', 'scope', 'align', 'valign'],
  math: ['display', 'alttext'],
  mfenced: ['open', 'close', 'separators'],
  mfrac: ['linethickness', 'bevelled'],
  mi: ['mathvariant'],
  mo: ['fence', 'form', 'largeop', 'lspace', 'rspace', 'separator', 'stretchy'],
  mspace: ['width', 'height', 'linebreak'],
  mstyle: ['displaystyle', 'scriptlevel'],
  mtable: ['columnalign', 'rowalign', 'frame', 'rowlines', 'columnlines'],
  mtd: ['columnalign', 'columnspan', 'rowspan']
};

const ID_REFERENCES = [
  'headers',
  'aria-labelledby',
  'aria-describedby',
  'aria-details',
  'aria-controls'
];

const LINKS_OUT = /^(https?|mailto):/i;
const EMBEDDED_PICTURE = /^data:image\/(png|jpeg|gif|webp);base64,/i;

/**
 * Make page content of a standard's HTML.
 *
 * The server escapes every text of a document and writes only elements of its own choice, so the HTML
 * should be harmless as it is. It still comes from documents that strangers wrote, and what is put into
 * this page could act with the user's rights. So the lab's own sanitiser is applied once more, with a
 * list of what a standard needs (text, tables, MathML): no script, style, form, frame, SVG or event
 * handler passes, `javascript:` addresses do not either. Then three things are done that a sanitiser
 * does not do: ids get `scope` in front, so that a document can neither stand in for an element of the
 * lab nor collide with the same document in another tab; pictures are shown only where they are embedded,
 * so that reading never fetches anything from a network; links out open in a new tab that knows nothing of
 * this one.
 */
export function safeContent(html: string, scope: string): DocumentFragment {
  const sanitizer = new Sanitizer();
  sanitizer.setAllowNamedProperties(true);
  const template = document.createElement('template');
  template.innerHTML = sanitizer.sanitize(html, {
    allowedTags: `${HTML_TAGS} ${MATHML_TAGS}`.split(' '),
    allowedAttributes: ATTRIBUTES
  });
  const content = template.content;
  content.querySelectorAll('[id]').forEach(element => {
    element.id = scope + element.id;
  });
  for (const name of ID_REFERENCES) {
    content.querySelectorAll(`[${name}]`).forEach(element => {
      const ids = (element.getAttribute(name) ?? '').split(/\s+/);
      element.setAttribute(name, ids.map(id => scope + id).join(' '));
    });
  }
  content.querySelectorAll('a[href]').forEach(secureLink);
  content.querySelectorAll('img').forEach(picture => {
    if (!EMBEDDED_PICTURE.test(picture.getAttribute('src') ?? '')) {
      picture.replaceWith(picture.alt);
    }
  });
  return content;

  function secureLink(link: Element): void {
    const address = link.getAttribute('href') ?? '';
    if (address.startsWith('#')) {
      link.setAttribute('href', `#${scope}${address.slice(1)}`);
    } else if (LINKS_OUT.test(address)) {
      link.setAttribute('target', '_blank');
      link.setAttribute('rel', 'noopener noreferrer nofollow');
    } else {
      link.removeAttribute('href');
    }
  }
}

const RIGHT_TO_LEFT = /^(ar|ckb|dv|fa|he|ps|sd|ug|ur|yi)\b/i;

/** Direction of the script in which a language (BCP 47) is written. */
export function direction(language: string): 'ltr' | 'rtl' {
  return RIGHT_TO_LEFT.test(language) ? 'rtl' : 'ltr';
}
