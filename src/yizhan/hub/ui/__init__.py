"""Base templates, components, design tokens, charts, icons."""
