// Jest's own reporter without its summary, whose numbers stand apart from ours: a JSON file of counts for
// `npm test`, or else the plain last line.
import { writeFileSync } from 'node:fs';
import { DefaultReporter } from '@jest/reporters';

export default class Reporter extends DefaultReporter {
  onRunComplete(contexts, results) {
    super.onRunComplete(contexts, results);
    const counts = {
      passed: results.numPassedTests,
      // A file that does not load has no tests that could fail.
      failed: results.numFailedTests + results.numRuntimeErrorTestSuites,
      skipped: results.numPendingTests + results.numTodoTests,
    };
    const file = process.env.PLUMBLINE_TEST_COUNTS;
    if (file !== undefined) writeFileSync(file, JSON.stringify(counts));
    else console.log(`${counts.passed} passed, ${counts.failed} failed`);
  }
}
