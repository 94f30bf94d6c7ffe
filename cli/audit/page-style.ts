/** The names that charts are drawn with, for light and for dark paper; both meet WCAG 2.2 AA against the ground. */
export const COLOURS = `:root{--paper:#fff;--ink:#1d2430;--quiet:#566072;--rule:#dfe3ea;--accent:#0b5cad;--soft:#a9c8ea;--second:#b8500f;--good:#cfe3f7;--strong:#0b5cad;--weak:#eef0f4;--bad:#f3c4a2;--on-strong:#fff}
@media screen and (prefers-color-scheme:dark){:root{--paper:#12161d;--ink:#e6e9ef;--quiet:#a3adbd;--rule:#2c3442;--accent:#7db6f2;--soft:#2f567f;--second:#f0a063;--good:#1f4167;--strong:#7db6f2;--weak:#1f2530;--bad:#6b3714;--on-strong:#12161d}}`;

/** Reads on paper as on a screen: what belongs together stays on one page, and a long table repeats its heading. */
export const PAGE_STYLE = `${COLOURS}
*{box-sizing:border-box}
body{margin:0 auto;padding:2.5rem 1.25rem 5rem;max-width:50rem;background:var(--paper);color:var(--ink);font:1rem/1.55 system-ui,"Segoe UI",Roboto,"Noto Sans",sans-serif}
h1{margin:0 0 .25rem;font-size:2rem;line-height:1.2;letter-spacing:-.015em;text-wrap:balance}
h2{margin:3.5rem 0 .75rem;padding-top:1rem;border-top:2px solid var(--ink);font-size:1.4rem;line-height:1.25}
h3{margin:0;font-size:1.05rem}
header p,figcaption p,nav{color:var(--quiet)}
p{margin:.4rem 0;max-width:44rem}
.warning{display:inline-block;padding:.35rem .75rem;border:2px solid var(--second);color:var(--second);font-weight:700}
nav ol{columns:2 16rem;margin:1.5rem 0 0;padding-left:1.4rem}
a{color:var(--accent)}
figure{margin:2rem 0 2.5rem}
.chart{margin:.75rem 0}
.chart svg{display:block;max-width:100%;height:auto;overflow:visible}
.table{margin-top:.75rem;overflow-x:auto}
.table:focus-visible,a:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
table{border-collapse:collapse;width:100%;font-size:.875rem;font-variant-numeric:tabular-nums}
th,td{padding:.3rem .75rem .3rem 0;border-bottom:1px solid var(--rule);text-align:left;vertical-align:top}
th{color:var(--quiet);font-weight:600;white-space:nowrap}
.number{text-align:right;white-space:nowrap}
@media print{html{font-size:11.5px}body{max-width:none;padding:0}h2{break-after:avoid}figcaption,.chart{break-inside:avoid}figcaption{break-after:avoid}tr{break-inside:avoid}thead{display:table-header-group}.table{overflow:visible}nav{display:none}}
@page{size:A4;margin:16mm}`;
