/** Opening and saving: the start page with the shipped scenarios, recent files, dropped files. */
package org.framebudget.ui.open;
