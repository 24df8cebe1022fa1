using Pulumi;

// Ends as its argument says. Run as the language host runs a program: a process with the engine's address in its environment.
switch (args[0])
{
    case "good":
        return await Deployment.RunAsync(() => new Dictionary<string, object?> { ["out"] = "value" });
    case "throws":
        return await Deployment.RunAsync((Action)(() => throw new InvalidOperationException("thrown")));
    case "ignores-the-code":
        await Deployment.RunAsync((Action)(() => throw new RunException("ignored")));
        break;
    case "logs-an-error":
        return await Deployment.RunAsync(() => Log.Error("logged"));
    default:
        return 99;
}

// Whatever the run ended with must not be hidden by an entry point that gives nothing back.
return Environment.ExitCode;
