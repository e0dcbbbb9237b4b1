#pragma once

#include <string_view>

namespace retold {

/// The style sheet of the exported page. Every pair of colours has a contrast of at least 4.5 : 1
/// in both schemes (WCAG 2.1, AA); what colour says is said in words too.
inline constexpr std::string_view kHtmlStyle = R"css(
:root {
  color-scheme: light dark;
  --page: #fcfbf8; --card: #ffffff; --text: #1c1b19; --quiet: #5a5852; --line: #dedad1;
  --link: #1f4f8f; --mark: #fdeeb0; --mark-text: #1c1b19;
  --risk: #9a3412; --protective: #0b5f52; --pattern: #55389a; --none: #44515e;
  --alarm: #8a1c12; --alarm-text: #ffffff;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #161718; --card: #1e2022; --text: #ebe8e1; --quiet: #aeb3b7; --line: #3a3d40;
    --link: #9cc3f5; --mark: #5a4a0a; --mark-text: #fff6d6;
    --risk: #ffab91; --protective: #7fd8c4; --pattern: #c5b3ff; --none: #b8c4d0;
    --alarm: #8a1c12; --alarm-text: #ffffff;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body {
  margin: 0; background: var(--page); color: var(--text);
  font: 1rem/1.6 "Noto Sans", "Segoe UI", system-ui, "Helvetica Neue", Arial, "Noto Sans Arabic",
    "Noto Sans Bengali", "Noto Sans Thai", sans-serif;
}
header, nav, main, footer { max-width: 50rem; margin: 0 auto; padding: 0 1.25rem; }
h1, h2, h3 { line-height: 1.25; text-wrap: balance; }
h1 { font-size: 1.9rem; margin: 1.75rem 0 .25rem; }
h2 { font-size: 1.35rem; margin: 3rem 0 0; padding-bottom: .35rem; border-bottom: 2px solid; }
h3 { font-size: 1.12rem; margin: 2rem 0 0; }
p { margin: .5rem 0; }
a { color: var(--link); text-underline-offset: .15em; }
a:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
code { font: .86em/1.5 ui-monospace, "DejaVu Sans Mono", "Noto Sans Mono", monospace; }
.alarm {
  background: var(--alarm); color: var(--alarm-text);
  padding: 1rem max(1.25rem, calc((100% - 50rem) / 2 + 1.25rem));
  -webkit-print-color-adjust: exact; print-color-adjust: exact;
}
.alarm strong { display: block; font-size: 1.5rem; letter-spacing: .04em; line-height: 1.3; }
.alarm p { margin: .25rem 0 0; }
.quiet { color: var(--quiet); }
.base { font-size: 1.05rem; }
nav h2 { font-size: 1.12rem; margin-top: 2rem; border: 0; padding: 0; }
nav h3 { font-size: .95rem; margin: 1rem 0 .25rem; }
nav ul { list-style: none; margin: 0; padding: 0; }
nav li {
  display: flex; gap: 1rem; justify-content: space-between; padding: .2rem 0;
  border-bottom: 1px solid var(--line);
}
nav li span { color: var(--quiet); font-size: .9rem; white-space: nowrap; }
.risk > h2, nav h3.risk { color: var(--risk); }
.protective > h2, nav h3.protective { color: var(--protective); }
.pattern > h2, nav h3.pattern { color: var(--pattern); }
.none > h2, nav h3.none { color: var(--none); }
.risk figure { border-inline-start-color: var(--risk); }
.protective figure { border-inline-start-color: var(--protective); }
.pattern figure { border-inline-start-color: var(--pattern); }
.of-code { margin: .15rem 0 0; font-size: .9rem; color: var(--quiet); overflow-wrap: anywhere; }
figure {
  margin: 1rem 0; padding: .9rem 1.1rem .8rem; background: var(--card);
  border: 1px solid var(--line); border-inline-start: .3rem solid var(--none);
  border-radius: .25rem;
}
blockquote {
  margin: 0; color: var(--quiet); font-size: 1.06rem; line-height: 1.75; overflow-wrap: anywhere;
}
mark {
  background: var(--mark); color: var(--mark-text); padding: .1em .15em; border-radius: .15em;
  -webkit-box-decoration-break: clone; box-decoration-break: clone;
  -webkit-print-color-adjust: exact; print-color-adjust: exact;
}
figcaption {
  margin-top: .7rem; padding-top: .55rem; border-top: 1px solid var(--line); font-size: .9rem;
  overflow-wrap: anywhere;
}
figcaption p { margin: .15rem 0; }
.number { float: inline-end; margin-inline-start: 1rem; }
.memo { border-inline-start: 2px solid var(--line); padding-inline-start: .6rem; }
footer { padding-bottom: 4rem; font-size: .95rem; }
dl { display: grid; grid-template-columns: minmax(9rem, auto) 1fr; gap: .35rem 1rem; margin: 1rem 0; }
dt { color: var(--quiet); }
dd { margin: 0; overflow-wrap: anywhere; }
.proofs { width: 100%; border-collapse: collapse; font-size: .85rem; }
.proofs caption { text-align: start; color: var(--quiet); padding-bottom: .5rem; }
.proofs th, .proofs td {
  text-align: start; vertical-align: top; padding: .4rem .5rem .4rem 0;
  border-top: 1px solid var(--line);
}
.proofs code { overflow-wrap: anywhere; }
.proofs td span { color: var(--quiet); }
@media (max-width: 36rem) {
  dl { grid-template-columns: 1fr; gap: 0; }
  dd { margin-bottom: .6rem; }
  nav li { display: block; }
  nav li span { white-space: normal; }
}
@page {
  margin: 18mm 16mm;
  @bottom-left { content: "NOT DEPERSONALISED"; font: bold 9pt sans-serif; color: #8a1c12; }
  @bottom-right { content: counter(page) " / " counter(pages); font: 9pt sans-serif; }
}
@media print {
  :root {
    color-scheme: light;
    --page: #ffffff; --card: #ffffff; --text: #000000; --quiet: #4a4843; --line: #c9c5bb;
    --link: #000000; --mark: #fdeeb0; --mark-text: #000000;
    --risk: #9a3412; --protective: #0b5f52; --pattern: #55389a; --none: #44515e;
  }
  body { font-size: 10.5pt; }
  header, nav, main, footer { max-width: none; padding: 0; }
  .alarm { padding: .7rem 1rem; }
  a { text-decoration: none; }
  h2, h3, .of-code { break-after: avoid; }
  figure, .proofs tr { break-inside: avoid; }
}
)css";

}  // namespace retold
