/** The pages without a chat: keeps the choice of language. */

import { keepChoice } from "../shared/choice.js";
import { openStore } from "../shared/storage.js";

keepChoice(document.querySelector(".languages"), openStore(), location, document.documentElement.lang);
