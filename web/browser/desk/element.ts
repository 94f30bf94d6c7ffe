export type Child = Node | string | number | false | null | undefined | Child[];

type Attributes = Record<string, string | number | boolean | undefined | ((event: Event) => void)>;

/** An element. What comes from files and people is text or an attribute and can never become markup. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') made.addEventListener(name, value);
    else if (value === true) made.setAttribute(name, '');
    else if (value !== undefined && value !== false) made.setAttribute(name, String(value));
  }
  append(made, children);
  return made;
}

export function append(parent: Node, children: Child[]): void {
  for (const child of children) {
    if (Array.isArray(child)) append(parent, child);
    else if (child instanceof Node) parent.appendChild(child);
    else if (child !== false && child !== null && child !== undefined)
      parent.appendChild(document.createTextNode(String(child)));
  }
}

/** A table that scrolls sideways where it must, also by keyboard; on a phone, each cell stands below its heading. */
export const table = (caption: string, headings: string[], rows: Child[][]): HTMLElement =>
  element(
    'div',
    { class: 'table rows', tabindex: 0, role: 'region', 'aria-label': caption },
    element(
      'table',
      {},
      element('caption', {}, caption),
      element(
        'thead',
        {},
        element(
          'tr',
          {},
          headings.map((each) => element('th', { scope: 'col' }, each)),
        ),
      ),
      element(
        'tbody',
        {},
        rows.map(([first, ...cells]) =>
          element(
            'tr',
            {},
            element('th', { scope: 'row' }, first),
            cells.map((cell, place) => element('td', { 'data-heading': String(headings[place + 1]) }, cell)),
          ),
        ),
      ),
    ),
  );

/**
 * Puts something else in a place. Whoever was in it by keyboard is led to its beginning; who is elsewhere stays there.
 */
export function redraw(place: HTMLElement, ...children: Child[]): void {
  const wasInside = place.contains(document.activeElement);
  place.replaceChildren();
  append(place, children);
  if (!wasInside) return;
  place.tabIndex = -1;
  place.focus();
}

export const link = (href: string, ...children: Child[]): HTMLAnchorElement =>
  element('a', { href }, children);

/** A button whose work may take a while: until it is done, it cannot be pressed again. It keeps the focus. */
export function button(label: string, work: () => unknown, attributes: Attributes = {}): HTMLButtonElement {
  const made = element('button', { type: 'button', ...attributes }, label);
  made.addEventListener('click', async () => {
    if (made.ariaDisabled) return;
    made.ariaDisabled = 'true';
    try {
      await work();
    } finally {
      made.ariaDisabled = null;
    }
  });
  return made;
}

/** A line of a description list. */
export const fact = (term: string, said: Child): Child => [element('dt', {}, term), element('dd', {}, said)];

export const field = (label: string, input: HTMLElement): HTMLElement => element('label', {}, label, input);
