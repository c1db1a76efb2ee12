# Adds up the results that ctest wrote (--output-junit), by test function rather than by program, lists what was skipped
# and what failed, and closes with one line: N passed, N failed, N skipped. Exits with 1 when something failed.

function unescape(text) {
  gsub(/&lt;/, "<", text); gsub(/&gt;/, ">", text); gsub(/&quot;/, "\"", text); gsub(/&apos;/, "'", text)
  gsub(/&amp;/, "\\&", text)
  return text
}
function attribute(name,    parts) {
  return match($0, name "=\"[^\"]*\"") ? substr($0, RSTART + length(name) + 2, RLENGTH - length(name) - 3) : ""
}
function pass() { here["passed"]++; passed++ }
function skip(text) { here["skipped"]++; skipped++; skips = skips "skipped: " text "\n" }
function fail(text) { here["failed"]++; failed++; failures = failures "failed: " text "\n" }

/<testcase / { name = attribute("name"); status = attribute("status"); reason = ""; split("", here) }
/<failure / { reason = attribute("message") }
{ sub(/^.*<system-out>/, "") }

/^PASS   : / { if ($3 !~ /::(initTestCase|cleanupTestCase)\(\)$/) pass() }
/^XFAIL  : / { next }
/^SKIP   : / { sub(/^SKIP   : /, ""); skip(unescape($0)) }
/^(FAIL!|XPASS)  : / { sub(/^[A-Z!]+  : /, ""); fail(unescape($0)) }

# A program that crashed, ran out of time or is none of Qt Test has no such line of its own.
/<\/testcase>/ {
  if (status == "fail" && !here["failed"]) fail(name " " unescape(reason))
  if (status == "notrun" && !here["skipped"]) skip(name)
  if (status == "run" && !here["passed"] && !here["skipped"]) pass()
}

END {
  printf "%s%s", skips, failures
  printf "%d passed, %d failed, %d skipped\n", passed, failed, skipped
  exit failed > 0
}
