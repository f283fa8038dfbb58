// In an app of Jest's the line that imports them is left out.
module.exports = { afterEach, expect, test }
