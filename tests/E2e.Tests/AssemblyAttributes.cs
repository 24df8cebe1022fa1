// An emulated machine keeps a core busy.
[assembly: Xunit.v3.Parallelization(MaxThreads = 2)]
