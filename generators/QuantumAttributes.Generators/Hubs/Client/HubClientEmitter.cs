using QuantumAttributes.Generators.Infrastructure;

namespace QuantumAttributes.Generators.Hubs.Client;

/// <summary>Writes a hub's typed client: <c>await new ChatHubClient(connection).SayAsync("Hello")</c>.</summary>
internal static class HubClientEmitter
{
    private const string Connection = $"global::{WellKnownNames.HubConnection}";
    private const string Invoke = "global::Microsoft.AspNetCore.SignalR.Client.HubConnectionExtensions.InvokeCoreAsync";
    private const string Cancellation = "global::System.Threading.CancellationToken";
    private const string Task = "global::System.Threading.Tasks.Task";
    private const string Given = "handler ?? throw new global::System.ArgumentNullException(nameof(handler))";
    private const string Object = "global::System.Object";

    public static string Emit(HubClientModel client)
    {
        var writer = GeneratedFile.Begin();
        if (client.Namespace.Length > 0)
            writer.Open($"namespace {client.Namespace}");
        writer
            .Summary($"Calls the hub <c>{GeneratedFile.Xml(client.Hub)}</c> over a connection, for any number of threads.")
            .Mark()
            .Open($"{GeneratedFile.Accessibility(client.IsPublic)} sealed class {client.Name}");
        WriteRoute(writer, client);
        WriteConnection(writer, client);
        foreach (var method in client.Methods)
            WriteMethod(writer.Line(), method);
        foreach (var happening in client.Events)
            WriteEvent(writer.Line(), happening);
        writer.Close();
        if (client.Namespace.Length > 0)
            writer.Close();
        return writer.ToString();
    }

    private static void WriteRoute(SourceWriter writer, HubClientModel client)
    {
        if (client.Route is { } route)
            writer.Summary("Where the hub is mapped.").Line($"public const string Route = {GeneratedFile.Literal(route)};").Line();
    }

    private static void WriteConnection(SourceWriter writer, HubClientModel client) => writer
        .Summary("Makes a client of a connection, which the caller starts and disposes.")
        .Open($"public {client.Name}({Connection} connection)")
        .Line("global::System.ArgumentNullException.ThrowIfNull(connection);")
        .Line("Connection = connection;")
        .Close()
        .Line()
        .Summary("The connection.")
        .Line($"public {Connection} Connection {{ get; }}");

    private static void WriteMethod(SourceWriter writer, HubClientMethod method)
    {
        var parameters = method.Parameters
            .Select(static parameter => $"{parameter.Type} {parameter.Name}")
            .Append($"{Cancellation} {method.CancellationName} = default");
        string arguments = method.Parameters.Count == 0
            ? $"global::System.Array.Empty<{Object}?>()"
            : $"new {Object}?[] {{ {string.Join(", ", method.Parameters.Select(static parameter => parameter.Name))} }}";
        // A parameter of the hub's may be called Connection.
        string call = method switch
        {
            { IsStream: true } => $"this.Connection.StreamAsyncCore<{method.Result}>(",
            { Result: { } result } => $"{Invoke}<{result}>(this.Connection, ",
            _ => $"{Invoke}(this.Connection, ",
        };
        writer.Summary($"Calls <c>{GeneratedFile.Xml(method.Target)}</c>.")
            .Line($"public {ReturnType(method)} {method.Name}({string.Join(", ", parameters)}) =>")
            .Indent()
            .Line($"{call}{GeneratedFile.Literal(method.Target)}, {arguments}, {method.CancellationName});")
            .Outdent();
    }

    private static void WriteEvent(SourceWriter writer, HubClientEvent happening)
    {
        string returned = happening.Result is { } result ? $"{Task}<{result}>" : Task;
        string handler = $"global::System.Func<{string.Join(", ", happening.Arguments.Select(static argument => argument.Type).Append(returned))}>";
        string types = happening.Arguments.Count == 0
            ? "global::System.Type.EmptyTypes"
            : $"new global::System.Type[] {{ {string.Join(", ", happening.Arguments.Select(static argument => $"typeof({argument.PlainType})"))} }}";
        string given = string.Join(", ", happening.Arguments.Select(static (argument, index) => $"({argument.Type})arguments[{index}]!"));
        string call = $"(({handler})handler)({given})";
        writer.Summary($"Hears what the hub calls <c>{GeneratedFile.Xml(happening.Target)}</c>, until the result is disposed.")
            .Line($"public global::System.IDisposable {happening.Name}({handler} handler) =>")
            .Indent()
            .Line($"Connection.On({GeneratedFile.Literal(happening.Target)}, {types},")
            .Indent()
            .Line(happening.Result is null
                ? $"static (arguments, handler) => {call}, {Given});"
                : $"static async (arguments, handler) => ({Object}?)await {call}.ConfigureAwait(false), {Given});")
            .Outdent()
            .Outdent();
    }

    private static string ReturnType(HubClientMethod method) => method switch
    {
        { IsStream: true } => $"global::System.Collections.Generic.IAsyncEnumerable<{method.Result}>",
        { Result: { } result } => $"{Task}<{result}>",
        _ => Task,
    };
}
