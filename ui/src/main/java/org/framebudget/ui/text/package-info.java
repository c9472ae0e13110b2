/** The words of the window. */
package org.framebudget.ui.text;
