import { createFindingList } from './finding-list.ts';
import type { ValidationReport } from './findings.ts';

/** The report of a file that is not the one that its agency signed: what it holds is not looked at. */
export function signatureWrong(): ValidationReport {
  const findings = createFindingList();
  findings.error(() => ({
    code: 'signature-wrong',
    message: {
      vi: 'Tệp nhận được không phải tệp mà cơ quan đã ký.',
      en: 'The file that arrived is not the one that was signed.',
    },
    mend: {
      vi: 'Ký lại đúng tệp sẽ nộp, khai báo tệp với chữ ký mới rồi tải lên.',
      en: 'Sign the very file that you send, announce it with the new signature, and upload it.',
    },
  }));
  return findings.report(0);
}
