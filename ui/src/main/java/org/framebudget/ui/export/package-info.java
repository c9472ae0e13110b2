/** Plans and results as files. */
package org.framebudget.ui.export;
