// The only entry point that Pulumi starts. What the platform is stands in stacks/SandboxPlatform.cs.
return await Pulumi.Deployment.RunAsync(Stratus.Stacks.PlatformProgram.Run);
