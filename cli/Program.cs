return await Stratus.Cli.Commands.StratusCommand.RunAsync(args, Console.Out, new Stratus.Cli.Commands.StandardError(Console.Error), Stratus.Cli.Commands.Signals.Token);
