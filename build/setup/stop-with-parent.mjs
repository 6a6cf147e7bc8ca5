// Loaded into the loopback host before its own code (`node --import`): when the process that started it is
// gone, even killed outright, it stops as if it had been asked to, and no server or database is left behind.
process.on('disconnect', () => {
  if (!process.emit('SIGTERM', 'SIGTERM')) process.exit(0);
});
// Listening must not keep a finished process alive.
process.channel?.unref();
