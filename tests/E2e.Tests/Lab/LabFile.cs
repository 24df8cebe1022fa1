namespace Stratus.E2e.Tests.Lab;

/// <summary>The scripts that lie in this folder.</summary>
internal static class LabFile
{
    public static string At(string name) => Path.Combine(AppContext.BaseDirectory, "Lab", name);

    public static string Read(string name) => File.ReadAllText(At(name));
}
