/** What the numbers rest on. */
package org.framebudget.ui.evidence;
