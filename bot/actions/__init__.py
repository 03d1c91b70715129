"""What people can do: one verb a module, each checking who may."""
