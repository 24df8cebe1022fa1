using k8s.Models;
using Pulumi.Kubernetes.Generator;

if (args is not [var directory])
{
    Console.Error.WriteLine("usage: Pulumi.Kubernetes.Generator DIRECTORY   (writes the generated sources there)");
    return 2;
}

var documentation = ModelDocumentation.Read(Path.ChangeExtension(typeof(V1Pod).Assembly.Location, ".xml"));
Directory.CreateDirectory(directory);
foreach (var stale in Directory.EnumerateFiles(directory, "*.g.cs"))
    File.Delete(stale);
foreach (var (name, text) in SourceFiles.Write(Api.Read(documentation), documentation))
    File.WriteAllText(Path.Combine(directory, name), text);
return 0;
