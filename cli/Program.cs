return await Stratus.Cli.Commands.StratusCommand.RunAsync(args, Console.Out, Console.Error);
