/** The scenario with a real device in it. */
package org.framebudget.ui.hardware;
