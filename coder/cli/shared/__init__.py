"""What the commands share: console, context, help, table of commands, scripts for shells."""
