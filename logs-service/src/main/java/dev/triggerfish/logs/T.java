package dev.triggerfish.logs;

class T {
  public static void main(String[] args) {}
}
