using System.Text.Json;
using System.Text.Json.Serialization;
using QuantumAttributes;

namespace AotMinimal;

/// <summary>An agent, called without reflection.</summary>
[QuantumAgent("greeter")]
public sealed class GreeterAgent
{
    /// <summary>Adds an exclamation mark.</summary>
    [QuantumChannel]
    [QuantumCapability("greeter.greet", Route = "/agents/greet")]
    public Message Greet(Message message) => new($"{message.Text}!");
}

/// <summary>A text.</summary>
public sealed record Message(string Text);

/// <summary>JSON without reflection. The agent has a route, so that the generated module brings it.</summary>
[JsonSerializable(typeof(Message))]
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
internal sealed partial class AppJson : JsonSerializerContext;
