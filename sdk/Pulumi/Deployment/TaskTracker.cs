namespace Pulumi;

/// <summary>Knows when a run is over: when nothing that it started is in flight, or when something has failed.</summary>
internal sealed class TaskTracker
{
    private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<Exception> _failures = [];

    private readonly Action<Task> _finish;

    // One for the program itself, so that the count cannot reach zero before it has started anything.
    private int _inFlight = 1;

    public TaskTracker() => _finish = Finish;

    public void Track(Task task)
    {
        if (task.IsCompletedSuccessfully)
        {
            return;
        }
        Interlocked.Increment(ref _inFlight);
        task.ContinueWith(_finish, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    public void Fail(Exception exception)
    {
        lock (_failures)
        {
            // One exception faults every output that was computed from the one that threw it.
            if (!_failures.Contains(exception, ReferenceEqualityComparer.Instance))
            {
                _failures.Add(exception);
            }
        }
        _over.TrySetResult();
    }

    /// <summary>Says that the program has been started, and waits until the run is over.</summary>
    public async Task<IReadOnlyList<Exception>> WaitAsync()
    {
        Release();
        await _over.Task.ConfigureAwait(false);
        lock (_failures)
        {
            return [.. _failures];
        }
    }

    private void Finish(Task task)
    {
        foreach (var exception in task.Exception?.Flatten().InnerExceptions ?? [])
        {
            Fail(exception);
        }
        if (task.IsCanceled)
        {
            Fail(new TaskCanceledException(task));
        }
        Release();
    }

    private void Release()
    {
        if (Interlocked.Decrement(ref _inFlight) == 0)
        {
            _over.TrySetResult();
        }
    }
}
