using System.Text;

namespace QuantumAttributes.Benchmarks.Generators;

/// <summary>The hubs and agents of the synthetic application, and classes with bases that are neither.</summary>
internal static class SyntheticClasses
{
    public static IEnumerable<(string File, string Text)> Files() =>
    [
        .. Files("Hubs", 10, 10, Hub),
        .. Files("Agents", 10, 4, Agent),
        .. Files("Services", 25, 20, Service),
    ];

    private static IEnumerable<(string File, string Text)> Files(string name, int files, int classes, Func<int, string> write)
    {
        for (int file = 0; file < files; file++)
        {
            StringBuilder text = new(SyntheticEndpoints.Usings);
            text.AppendLine("using Microsoft.AspNetCore.SignalR;").AppendLine("namespace Synthetic;");
            for (int i = 0; i < classes; i++)
                text.AppendLine(write(file * classes + i));
            yield return ($"{name}{file}.cs", text.ToString());
        }
    }

    private static string Hub(int number) => $$"""

        [QuantumHub("/hubs/{{number}}"), QuantumAuth("hub{{number}}")]
        public sealed class Hub{{number}} : Hub
        {
            public Task Send(string text) => Clients.All.SendAsync("sent", text);

            [QuantumAuth("moderator")]
            public Task Remove(int id) => Clients.All.SendAsync("removed", id);
        }
        """;

    private static string Agent(int number) => $$"""

        public sealed record Question{{number}}(string Text);

        [QuantumAgent("agent{{number}}")]
        public sealed class Agent{{number}}
        {
            [QuantumCapability("agent{{number}}.a")] public string A(Question{{number}} question) => question.Text;
            [QuantumCapability("agent{{number}}.b")] public Task<string> B(Question{{number}} question) => Task.FromResult(question.Text);
            [QuantumCapability("agent{{number}}.c")] public ValueTask<int> C(Question{{number}} question) => new(question.Text.Length);
            [QuantumCapability("agent{{number}}.d")] public int D(Question{{number}} question) => question.Text.Length;
            [QuantumCapability("agent{{number}}.e")] public Question{{number}} E(Question{{number}} question) => question;
        }
        """;

    private static string Service(int number) => $$"""

        public class Service{{number}} : {{(number % 2 == 0 ? "IDisposable" : $"Service{number - 1}")}}
        {
            private int _count;

            public int Count{{number}}(int by) => _count += by;

            {{(number % 2 == 0 ? "public void Dispose() { }" : "")}}
        }
        """;
}
