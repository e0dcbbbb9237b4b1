#include "main.moc"
