// Times `stratus preview` as a whole process on generated stacks; with `starts`, the error of timed starts; with `schedule`, how long they take in all. Exit code 1 when a goal is missed.
using System.Globalization;
using System.Reflection;
using Stratus.Benchmarks;
using Stratus.Benchmarks.ColdStarts;

if (args is ["starts", .. var count]) return await TimingError.RunAsync(count is [var text] ? int.Parse(text, CultureInfo.InvariantCulture) : 500);
if (args is ["schedule"]) return await ScheduledTime.RunAsync();
// A child of the above.
if (args is ["schedule", var url]) return await ScheduledTime.ConductAsync(url);

int[] sizes = [1, 10, 100, 1000];
var rounds = args is [var number] ? int.Parse(number, CultureInfo.InvariantCulture) : 5;
var metadata = Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>().ToDictionary(one => one.Key, one => one.Value!);
var stratus = metadata["Stratus"];

using var project = new GeneratedProject(metadata["Repository"], sizes);
var runs = sizes.ToDictionary(size => size, _ => new List<Preview>());
await Preview.RunAsync(stratus, project.Folder, GeneratedProject.StackOf(1));
// Sizes take turns, so that what else the machine does disturbs all of them alike.
for (var round = 0; round < rounds; round++)
{
    foreach (var size in sizes)
    {
        runs[size].Add(await Preview.RunAsync(stratus, project.Folder, GeneratedProject.StackOf(size)));
    }
}

Console.WriteLine("| hosts | min s | median s | max s | peak MiB |\n| ---: | ---: | ---: | ---: | ---: |");
foreach (var (size, previews) in runs)
{
    var seconds = previews.Select(one => one.Seconds).Order().ToArray();
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"| {size} | {seconds[0]:F2} | {seconds[seconds.Length / 2]:F2} | {seconds[^1]:F2} | {previews.Max(one => one.PeakMebibytes):F0} |"));
}

double Median(int size) => runs[size].Select(one => one.Seconds).Order().ElementAt(rounds / 2);
double Peak(int size) => runs[size].Max(one => one.PeakMebibytes);
var ratio = Median(1000) / Median(1);
// Linear: the hundredth to the thousandth host take no more memory each than twice what the tenth to the hundredth do.
var (early, late) = ((Peak(100) - Peak(10)) / 90, (Peak(1000) - Peak(100)) / 900);
var goals = new (string Text, bool Met)[]
{
    (string.Create(CultureInfo.InvariantCulture, $"1 host in under 2 s: {Median(1):F2} s"), Median(1) < 2),
    (string.Create(CultureInfo.InvariantCulture, $"1,000 hosts in under 3 times that: {ratio:F1} times"), ratio < 3),
    (string.Create(CultureInfo.InvariantCulture, $"memory grows linearly: {early:F2} MiB a host up to 100, {late:F2} MiB a host up to 1,000"), late < 2 * Math.Max(early, 0.1)),
};
Console.WriteLine();
foreach (var (text, met) in goals)
{
    Console.WriteLine($"- {(met ? "met" : "MISSED")}: {text}");
}
return goals.All(goal => goal.Met) ? 0 : 1;
