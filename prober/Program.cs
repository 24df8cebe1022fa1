return await Stratus.Prober.Commands.ProberCommand.RunAsync(args, Console.Out, Console.Error);
