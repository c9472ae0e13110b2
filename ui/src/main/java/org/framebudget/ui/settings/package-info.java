/** What the window remembers from one start to the next. */
package org.framebudget.ui.settings;
