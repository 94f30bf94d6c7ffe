import { tooMuchText } from '../../../domain/submission/workbook-findings.ts';
import { WorkbookFault } from './fault.ts';
import type { XlsxLimits } from './limits.ts';
import { readXml } from './scan-xml.ts';

/** The texts that cells name by their number. */
export async function readSharedTexts(
  bytes: AsyncIterable<Uint8Array>,
  limits: XlsxLimits,
): Promise<string[]> {
  const texts: string[] = [];
  let characters = 0;
  let current = '';
  const capture = createCapture();
  await readXml(bytes, {
    open: capture.open,
    text(text) {
      if (!capture.isOn()) return;
      characters += text.length;
      if (characters > limits.sharedCharacters || texts.length >= limits.sharedTexts)
        throw new WorkbookFault(tooMuchText());
      current += text;
    },
    close(name) {
      capture.close(name);
      if (name !== 'si') return;
      texts.push(unescaped(current));
      current = '';
    },
  });
  return texts;
}

/** Tells text from what stands beside it: how it is pronounced (`rPh`) is not part of it. */
export function createCapture() {
  let inText = false;
  let inPhonetic = false;
  return {
    open(name: string) {
      if (name === 't') inText = true;
      else if (name === 'rPh') inPhonetic = true;
    },
    close(name: string) {
      if (name === 't') inText = false;
      else if (name === 'rPh') inPhonetic = false;
    },
    isOn: () => inText && !inPhonetic,
  };
}

/** Characters that XML cannot hold are written `_x000D_`: ECMA-376 part 1, 22.9.2.19. */
export const unescaped = (text: string): string =>
  text.includes('_x')
    ? text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
        String.fromCharCode(Number.parseInt(code, 16)),
      )
    : text;
