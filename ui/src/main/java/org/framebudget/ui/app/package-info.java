/** The application: command, window, theme. */
package org.framebudget.ui.app;
