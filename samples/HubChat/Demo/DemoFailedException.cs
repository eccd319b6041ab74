namespace HubChat.Demo;

/// <summary>Something in the demo is not as it should be.</summary>
internal sealed class DemoFailedException(string message) : Exception(message);
