/** Before all tests: the pages load web/built, so it must be what web/ gives, or they would test what was there before. */

import { execFile } from "node:child_process";
import { promisify } from "node:util";

export default () => promisify(execFile)("npm", ["run", "--silent", "build:check"]);
