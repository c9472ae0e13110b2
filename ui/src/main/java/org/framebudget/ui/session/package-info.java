/** The opened scenario, its changes and its answers. */
package org.framebudget.ui.session;
